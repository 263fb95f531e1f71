//! Tables and layers to bytes: one file a format.

mod table;

pub use table::{Column, Table, Value};
