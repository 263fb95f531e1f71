//! Bytes in, checked records and rows left out: one file a format.

mod account;
pub mod boundaries;
mod error;

pub use account::{Account, Effect, LeftOut, Records};
pub use error::ReadError;
