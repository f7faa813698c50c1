//! Values to readable text, page and data, in either language. Decides nothing, touches no file.

pub mod alternatives;
pub mod answers;
pub mod catalogue;
pub mod compare;
pub mod conversation;
pub mod diagnostics;
pub mod html;
pub mod issues;
pub mod json;
pub mod map;
pub mod markdown;
pub mod measures;
pub mod page;
pub mod prose;
pub mod reading;
pub mod recommendation;
pub mod review;
pub mod sentences;
pub mod sheet;
pub mod svg;
pub mod terminal;
pub mod words;
pub mod xlsx;
