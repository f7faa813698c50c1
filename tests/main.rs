//! The one integration binary. `UPDATE_EXPECT=1 cargo test` rewrites what is expected; read the difference.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod bad;
mod browser;
mod completion;
mod console;
mod draft;
mod engine;
mod golden;
mod grammar;
mod house;
mod interview;
mod pictures;
mod proof;
mod random;
mod respondent;
mod robust;
mod shipped;
mod train;
mod what_if;
mod words;
