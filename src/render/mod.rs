//! Values to readable text, page and data, in either language. Decides nothing, touches no file.

pub mod page;
pub mod words;
pub mod prose;
pub mod recommendation;
pub mod catalogue;
pub mod terminal;
pub mod markdown;
pub mod html;
pub mod diagnostics;
pub mod json;
pub mod sheet;
