//! Where results go: standard output, or a file that is never overwritten by surprise nor left half-written
//! under its name.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _, Read as _, Write};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::cli::Failure;
use crate::render::page::{Page, typeset};
use crate::render::{html::html, markdown::markdown, terminal::terminal};
use crate::text::Lang;
use crate::yaml::MAX_BYTES;

/// Where a result goes.
pub(super) enum Output {
    /// Standard output.
    Screen(BufWriter<io::Stdout>),
    /// A file, written beside its final name first.
    File { writer: BufWriter<File>, partial: Partial, path: PathBuf },
    /// A device or a pipe, which has no place beside it.
    Device { writer: BufWriter<File>, path: PathBuf },
    /// Nowhere: what is written is not wanted.
    Nowhere,
}

/// A file beside its final name, removed unless it gets that name.
pub(super) struct Partial {
    path: PathBuf,
    named: bool,
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.named {
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Output {
    /// Opens what `-o` and `--force` ask for.
    pub(super) fn open(lang: Lang, matches: &ArgMatches) -> Result<Output, Failure> {
        let Some(path) = path(matches) else { return Ok(Output::Screen(BufWriter::new(io::stdout()))) };
        Output::to(lang, path, matches.get_flag("force"))
    }

    /// Writes nothing.
    pub(super) fn nowhere() -> Output {
        Output::Nowhere
    }

    /// Opens a file, which is replaced only when that is asked for.
    pub(super) fn to(lang: Lang, path: PathBuf, force: bool) -> Result<Output, Failure> {
        if fs::metadata(&path).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
            let file = File::options().write(true).open(&path);
            let file = file.map_err(|error| cannot_write(lang, &path, &error))?;
            return Ok(Output::Device { writer: BufWriter::new(file), path });
        }
        refuse_overwriting(lang, force, &path)?;
        let mut partial = path.clone().into_os_string();
        partial.push(format!(".{}.part", std::process::id()));
        let partial = PathBuf::from(partial);
        let file = File::create_new(&partial).map_err(|error| cannot_write(lang, &path, &error))?;
        let partial = Partial { path: partial, named: false };
        Ok(Output::File { writer: BufWriter::new(file), partial, path })
    }

    /// Whether the result goes to a file.
    pub(super) fn is_file(&self) -> bool {
        matches!(self, Output::File { .. } | Output::Device { .. })
    }

    /// Gives the file its name; a result is complete only then.
    pub(super) fn finish(self, lang: Lang) -> Result<(), Failure> {
        match self {
            Output::Screen(mut writer) => {
                ignore_closed_pipe(writer.flush()).map_err(|error| screen(lang, &error))
            }
            Output::File { mut writer, mut partial, path } => {
                let done = writer.flush().and_then(|()| fs::rename(&partial.path, &path));
                partial.named = done.is_ok();
                done.map_err(|error| cannot_write(lang, &path, &error))
            }
            Output::Device { mut writer, path } => {
                ignore_closed_pipe(writer.flush()).map_err(|error| cannot_write(lang, &path, &error))
            }
            Output::Nowhere => Ok(()),
        }
    }

    /// Whether the result goes to standard output.
    pub(super) fn is_screen(&self) -> bool {
        matches!(self, Output::Screen(_))
    }

    /// Says that it cannot be written.
    pub(super) fn failure(&self, lang: Lang, error: &io::Error) -> Failure {
        match self {
            Output::File { path, .. } | Output::Device { path, .. } => cannot_write(lang, path, error),
            Output::Screen(_) | Output::Nowhere => screen(lang, error),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Screen(writer) => writer.write(bytes),
            Output::File { writer, .. } | Output::Device { writer, .. } => writer.write(bytes),
            Output::Nowhere => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Screen(writer) => writer.flush(),
            Output::File { writer, .. } | Output::Device { writer, .. } => writer.flush(),
            Output::Nowhere => Ok(()),
        }
    }
}

/// The path after `-o`.
pub(super) fn path(matches: &ArgMatches) -> Option<PathBuf> {
    matches.get_one::<String>("output").filter(|path| *path != "-").map(PathBuf::from)
}

/// Refuses now what would be refused once the result is there.
pub(super) fn refuse(lang: Lang, force: bool, path: &Path) -> Result<(), Failure> {
    let device = fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir());
    if device { Ok(()) } else { refuse_overwriting(lang, force, path) }
}

fn refuse_overwriting(lang: Lang, force: bool, path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return Err(cannot_write(lang, path, &io::Error::from(io::ErrorKind::IsADirectory)));
    }
    if path.exists() && !force {
        let path = path.display();
        return Err(Failure::usage(match lang {
            Lang::Fr => format!("« {path} » existe déjà. Choisissez un autre nom, ou ajoutez --force."),
            Lang::En => format!("“{path}” already exists. Choose another name, or add --force."),
        }));
    }
    Ok(())
}

fn cannot_write(lang: Lang, path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    Failure::new(match lang {
        Lang::Fr => format!("impossible d’écrire « {path} » : {}.", reason(lang, error)),
        Lang::En => format!("cannot write “{path}”: {}.", reason(lang, error)),
    })
}

pub(super) fn screen(lang: Lang, error: &io::Error) -> Failure {
    Failure::new(match lang {
        Lang::Fr => format!("impossible d’écrire le résultat : {}.", reason(lang, error)),
        Lang::En => format!("cannot write the result: {}.", reason(lang, error)),
    })
}

/// Why the system refused, in the user's language where the reason is common.
pub(super) fn reason(lang: Lang, error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::NotFound => ("ce fichier ou ce dossier n’existe pas", "no such file or folder"),
        io::ErrorKind::PermissionDenied => ("l’accès est refusé", "access is denied"),
        io::ErrorKind::IsADirectory => ("c’est un dossier", "it is a folder"),
        io::ErrorKind::NotADirectory => ("ce n’est pas un dossier", "it is not a folder"),
        io::ErrorKind::AlreadyExists => ("ce fichier existe déjà", "the file already exists"),
        io::ErrorKind::StorageFull => ("le disque est plein", "the disk is full"),
        _ => return error.to_string(),
    };
    lang.pick(words.0, words.1).to_owned()
}

/// Whoever reads us may stop reading (`| head`): that is no fault.
pub(super) fn ignore_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes bytes to standard output.
pub(super) fn to_stdout(lang: Lang, bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    ignore_closed_pipe(out.write_all(bytes).and_then(|()| out.flush())).map_err(|error| screen(lang, &error))
}

/// Writes a text where `-o` says.
pub(super) fn text(lang: Lang, matches: &ArgMatches, text: &str) -> Result<(), Failure> {
    let mut output = Output::open(lang, matches)?;
    if let Err(error) = ignore_closed_pipe(output.write_all(text.as_bytes())) {
        return Err(output.failure(lang, &error));
    }
    output.finish(lang)?;
    say_written(lang, matches);
    Ok(())
}

/// Says where the result went, to somebody who looks at a terminal.
pub(super) fn say_written(lang: Lang, matches: &ArgMatches) {
    if let Some(path) = path(matches).filter(|_| io::stderr().is_terminal()) {
        let path = path.display();
        say(
            lang,
            &match lang {
                Lang::Fr => format!("Écrit dans « {path} »."),
                Lang::En => format!("Written to “{path}”."),
            },
        );
    }
}

/// Says something on standard error.
pub(super) fn say(lang: Lang, message: &str) {
    let _ = writeln!(io::stderr(), "{}", typeset(lang, message));
}

/// The ending of a file's name, in lower case.
pub(super) fn ending(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase()
}

/// Whether a path leads where another one does, whatever the way it is written.
pub(super) fn same_place(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::canonicalize(folder).ok().zip(path.file_name().map(std::ffi::OsStr::to_owned))
    };
    one == other || place(one).is_some_and(|one| Some(one) == place(other))
}

/// The format asked for: `--format`, else the ending of the file asked for, else text.
pub(super) fn format(matches: &ArgMatches) -> &str {
    if let Some(format) = matches.get_one::<String>("format") {
        return format;
    }
    match path(matches).as_deref().map(ending).as_deref() {
        Some("json") => "json",
        Some("md" | "markdown") => "markdown",
        Some("html" | "htm") => "html",
        Some("svg") => "svg",
        Some("dot" | "gv") => "dot",
        _ => "text",
    }
}

/// Writes a page in a readable format.
pub(super) fn page(lang: Lang, matches: &ArgMatches, page: &Page) -> Result<(), Failure> {
    refuse_ending(lang, matches)?;
    let drawn = match format(matches) {
        "markdown" => markdown(page),
        "html" => html(page),
        _ => terminal(page, width()),
    };
    text(lang, matches, &drawn)
}

/// Refuses a name whose ending says a format that is not written here.
fn refuse_ending(lang: Lang, matches: &ArgMatches) -> Result<(), Failure> {
    const OTHERS: [&str; 13] =
        ["pdf", "docx", "doc", "odt", "rtf", "xlsx", "xls", "ods", "csv", "tsv", "png", "jpg", "jpeg"];
    let Some(path) = path(matches).filter(|path| OTHERS.contains(&ending(path).as_str())) else {
        return Ok(());
    };
    let path = path.display();
    Err(Failure::usage(match lang {
        Lang::Fr => format!(
            "« {path} » : ce format n’est pas écrit ici. Donnez un nom en .html (à imprimer, en PDF aussi), .md, .txt ou .json."
        ),
        Lang::En => format!(
            "“{path}”: this format is not written here. Give a name in .html (to print, to PDF too), .md, .txt or .json."
        ),
    }))
}

/// Saves a page in a file, Markdown unless its name says HTML, and says so.
pub(super) fn save(lang: Lang, path: &Path, page: &Page, force: bool) -> Result<(), Failure> {
    refuse_note(lang, path)?;
    let drawn = match ending(path).as_str() {
        "html" | "htm" => html(page),
        "md" | "markdown" => markdown(page),
        _ => terminal(page, 80),
    };
    let mut output = Output::to(lang, path.to_owned(), force)?;
    if let Err(error) = output.write_all(drawn.as_bytes()) {
        return Err(output.failure(lang, &error));
    }
    output.finish(lang)?;
    let path = path.display();
    let saved = match lang {
        Lang::Fr => format!("Note enregistrée : {path}"),
        Lang::En => format!("Note saved: {path}"),
    };
    say(lang, &saved);
    Ok(())
}

/// Refuses the name of a note whose ending says no format.
pub(super) fn refuse_note(lang: Lang, path: &Path) -> Result<(), Failure> {
    if matches!(ending(path).as_str(), "html" | "htm" | "md" | "markdown" | "txt") {
        return Ok(());
    }
    let path = path.display();
    Err(Failure::usage(match lang {
        Lang::Fr => format!("« {path} » : le nom d’une note finit par .html, .md ou .txt."),
        Lang::En => format!("“{path}”: the name of a note ends in .html, .md or .txt."),
    }))
}

/// Writes a value as JSON.
pub(super) fn json(lang: Lang, matches: &ArgMatches, value: &impl serde::Serialize) -> Result<(), Failure> {
    let mut drawn = serde_json::to_string_pretty(value).map_err(|error| Failure::new(error.to_string()))?;
    drawn.push('\n');
    text(lang, matches, &drawn)
}

/// The width of the terminal, at most a comfortable line; 80 columns when there is none.
pub(super) fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    if let Some(columns) = asked.filter(|columns| (40..=400).contains(columns)) {
        return columns;
    }
    if !io::stdout().is_terminal() {
        return 80;
    }
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).min(100))
}

/// Whether messages may be coloured.
pub(super) fn colour_messages() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    io::stderr().is_terminal() && !refused && std::env::var("TERM").as_deref() != Ok("dumb")
}

/// Whether a name is that of a file of several situations.
pub(super) fn is_table(path: &str) -> bool {
    matches!(ending(Path::new(path)).as_str(), "csv" | "tsv" | "jsonl" | "ndjson" | "xlsx" | "xls" | "ods")
}

/// The bytes of a file or of standard input, a little more than is accepted at most.
pub(super) fn read_bytes(lang: Lang, path: &str) -> Result<(String, Vec<u8>), Failure> {
    let limit = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if path == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        fs::File::open(Path::new(path)).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    let name = if path == "-" { lang.pick("<entrée standard>", "<standard input>") } else { path };
    match read {
        Ok(_) => Ok((name.to_owned(), bytes)),
        Err(error) => Err(cannot_read(lang, path, &error)),
    }
}

/// Says that a file cannot be read.
pub(super) fn cannot_read(lang: Lang, path: &str, error: &io::Error) -> Failure {
    let reason = reason(lang, error);
    Failure::new(match lang {
        Lang::Fr => format!("impossible de lire « {path} » : {reason}."),
        Lang::En => format!("cannot read “{path}”: {reason}."),
    })
}
