//! Where a line is typed: a terminal, by a prompt that can be edited; or numbered lines on standard input, for
//! screen readers and simple terminals. Both write on standard error.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use clap::ArgMatches;
use inquire::ui::{Attributes, RenderConfig, StyleSheet, Styled};
use inquire::{InquireError, Text};

use crate::cli::output;

/// The two ways of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    /// A prompt that can be edited.
    Terminal {
        /// Whether styles may be used.
        styled: bool,
    },
    /// Plain lines, in order, nothing redrawn.
    Lines,
}

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// A line.
    Typed(String),
    /// Nothing more will come: Ctrl-C, Ctrl-D, the end of the input.
    Closed,
}

impl Door {
    /// Where questions can be asked: nowhere when nobody can answer.
    pub(super) fn find(matches: &ArgMatches) -> Option<Door> {
        let asked = matches.get_flag("accessible");
        let wanted = asked || std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty());
        let attended = io::stdin().is_terminal() && io::stderr().is_terminal();
        let simple = std::env::var("TERM").as_deref() == Ok("dumb");
        match (attended, wanted || simple) {
            (true, false) => Some(Door::Terminal { styled: output::colour_messages() }),
            (true, true) => Some(Door::Lines),
            // Whoever asks for lines by name, and feeds them, knows what they do.
            (false, _) => asked.then_some(Door::Lines),
        }
    }

    /// Asks for one line.
    pub(super) fn ask(self, prompt: &str) -> io::Result<Line> {
        match self {
            Door::Terminal { styled } => {
                let mark = Styled::new("›");
                let mut look =
                    RenderConfig::empty().with_prompt_prefix(mark).with_answered_prompt_prefix(mark);
                if styled {
                    look = look.with_answer(StyleSheet::new().with_attr(Attributes::BOLD));
                }
                match Text::new(prompt).with_render_config(look).with_autocomplete(end_of_input).prompt() {
                    Ok(line) => Ok(Line::Typed(line.trim().to_owned())),
                    Err(
                        InquireError::OperationCanceled
                        | InquireError::OperationInterrupted
                        | InquireError::Custom(_),
                    ) => Ok(Line::Closed),
                    Err(InquireError::IO(error)) if error.kind() == io::ErrorKind::Interrupted => {
                        Ok(Line::Closed)
                    }
                    Err(InquireError::IO(error)) => Err(error),
                    Err(error) => Err(io::Error::other(error.to_string())),
                }
            }
            Door::Lines => {
                show(&format!("{prompt} "))?;
                let mut line = Vec::new();
                let read = io::stdin().lock().read_until(b'\n', &mut line)?;
                if read == 0 {
                    show("\n")?;
                    return Ok(Line::Closed);
                }
                let line = String::from_utf8_lossy(&line).trim().to_owned();
                if !io::stdin().is_terminal() {
                    // Fed by a file: the answer is shown where it would have been typed.
                    show(&format!("{line}\n"))?;
                }
                Ok(Line::Typed(line))
            }
        }
    }
}

/// Shows a text to whoever answers.
pub(super) fn show(text: &str) -> io::Result<()> {
    let mut out = io::stderr().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}

/// Ends the prompt on Ctrl-D, which the library's console backend takes for a character.
fn end_of_input(typed: &str) -> Result<Vec<String>, inquire::CustomUserError> {
    if typed.contains('\u{4}') { Err("end of input".into()) } else { Ok(Vec::new()) }
}
