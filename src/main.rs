//! The program: calls [`coopform::cli::run`] and returns its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(coopform::cli::run(std::env::args_os()))
}
