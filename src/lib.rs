//! `coopform`: from a situation to a justified form of cooperation.
//!
//! Data flows one way; a module names only those above it in this list (`tests/house.rs` refuses anything else):
//!
//! - [`source`], [`text`], [`diagnostic`]: texts and places, languages, coded faults;
//! - [`tree`], [`yaml`], [`read`]: text to a tree with places, and to values;
//! - [`base`], [`situation`]: the domain as written, every name resolved;
//! - [`engine`]: ids and bits; facts to an [`engine::outcome::Outcome`], total, without a word of text;
//! - [`proof`]: what holds whatever the missing answers, exact or "not proven";
//! - [`explain`], [`interview`], [`lint`], [`intake`]: reasons, questions, checks, tables;
//! - [`batch`], [`draft`], [`train`]: many rows, documents to write, exercises;
//! - [`render`]: sentences and pages, in either language; decides nothing;
//! - [`cli`]: arguments, files, exit status.
//!
//! Two calls make a library of it: [`base::RuleBase::load`] then [`proof::Prover::compile`]; two more use it:
//! [`proof::Prover::outcome`] and [`explain::explain`]. `docs/ARCHITECTURE.md` says where to add what.

pub mod base;
pub mod batch;
pub mod cli;
pub mod diagnostic;
pub mod draft;
pub mod engine;
pub mod explain;
pub mod intake;
pub mod interview;
pub mod lint;
pub mod proof;
pub mod read;
pub mod render;
pub mod situation;
pub mod source;
pub mod text;
pub mod train;
pub mod tree;
pub mod yaml;
