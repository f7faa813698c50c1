//! Values to readable text, page and data, in either language. Decides nothing, touches no file.

pub mod alternatives;
pub mod answers;
pub mod catalogue;
pub mod compare;
pub mod conversation;
pub mod diagnostics;
pub mod docx;
pub mod draft;
pub mod html;
pub mod issues;
pub mod json;
pub mod markdown;
pub mod measures;
pub mod page;
pub mod prose;
pub mod reading;
pub mod recommendation;
pub mod review;
pub mod sentences;
pub mod sheet;
pub mod terminal;
pub mod words;
pub mod xlsx;
