//! From the cells of a table, or the keys of a JSON line, to what they say of a situation: ids, labels, or the
//! words of practitioners.

pub mod cells;
pub mod columns;
mod counts;
mod items;
pub mod lines;
mod nearest;
mod numbers;
mod parts;
mod patterns;
pub mod phrase;
pub mod row;
mod search;
pub mod shared;
mod slots;
mod stems;
mod tokens;
