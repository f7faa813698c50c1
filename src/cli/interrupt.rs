//! Ctrl-C: while rows are scored, stop between two rows and leave nothing that looks whole; while questions are
//! asked, keep the answers.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::{Failure, INTERRUPTED};
use crate::text::Lang;

static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on, the first Ctrl-C asks to stop; a second one stops at once.
pub(super) fn watch() {
    on_interrupt(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(INTERRUPTED));
        }
    });
}

/// From now on, Ctrl-C does this.
pub(super) fn on_interrupt(act: impl FnMut() + Send + 'static) {
    // Where no handler can be set, the system's own way of stopping remains.
    let _ = ctrlc::set_handler(act);
}

/// Whether someone asked to stop.
pub(super) fn interrupted() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// What is said then.
pub(super) fn failure(lang: Lang) -> Failure {
    let message = lang.pick("interrompu ; aucun fichier n’a été écrit.", "interrupted; no file was written.");
    Failure { message: message.to_owned(), status: INTERRUPTED }
}
