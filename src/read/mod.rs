//! Bytes in, checked records and rows left out: one file a format.

mod account;
pub mod boundaries;
mod carers;
mod children;
pub mod columns;
mod csv_file;
mod error;
mod hierarchy;
pub mod input;
mod lookup;
mod ons_columns;
mod point_columns;
pub mod postcodes;
mod row_notes;
mod segments;
mod study_file;
pub mod text;
mod ward_figures;

pub use account::{Account, Effect, LeftOut, Records};
pub use carers::{carer_postcodes, read_carers};
pub use children::{child_postcodes, read_children};
pub use csv_file::{CsvFile, Row};
pub use error::ReadError;
pub use input::{InputFile, Warning};
pub use study_file::{parse_study, read_study};
pub use ward_figures::{NO_SUCH_WARD, read_households, read_population};
