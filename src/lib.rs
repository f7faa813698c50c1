//! `coopform` helps French local actors choose a form of cooperation.

pub mod source;
pub mod text;
pub mod diagnostic;
pub mod yaml;
pub mod read;
pub mod base;
pub mod situation;
pub mod engine;
pub mod explain;
pub mod lint;
pub mod intake;
pub mod batch;
pub mod render;
pub mod cli;
