//! From the cells of a table, or the keys of a JSON line, to what they say of a situation.

pub mod cells;
pub mod columns;
pub mod lines;
