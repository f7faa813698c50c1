//! `coopform` helps French local actors choose a form of cooperation.

pub mod base;
pub mod batch;
pub mod cli;
pub mod diagnostic;
pub mod engine;
pub mod explain;
pub mod intake;
pub mod lint;
pub mod read;
pub mod render;
pub mod situation;
pub mod source;
pub mod text;
pub mod yaml;
