//! Bytes in, checked records and rows left out: one file a format.

mod account;
pub mod boundaries;
mod carers;
mod children;
pub mod columns;
mod csv_file;
mod csv_row;
mod csv_stream;
mod date;
mod dfe_output;
mod error;
mod hashing;
mod hierarchy;
mod households;
pub mod input;
mod lookup;
mod ons_columns;
mod output_areas;
mod point_columns;
pub mod points_csv;
pub mod postcodes;
mod raw_rows;
pub mod recognise;
mod row_notes;
mod seen_ids;
pub mod segments;
pub mod ssda903;
mod study_file;
pub mod text;
mod ward_figures;

pub use account::{Account, Effect, LeftOut, Records};
pub use carers::{CARER_POSTCODE, carer_postcodes, read_carers};
pub use children::{HOME_POSTCODE, PLACEMENT_POSTCODE, child_postcodes, read_children};
pub use csv_file::CsvFile;
pub use csv_row::Row;
pub use date::Date;
pub use dfe_output::{is_dfe_output, read_dfe_output};
pub use error::ReadError;
pub use households::{HouseholdSources, read_households};
pub use input::{InputFile, Warning};
pub use ons_columns::code_year;
pub use output_areas::{OutputAreaWards, read_output_area_wards};
#[cfg(test)]
pub(crate) use raw_rows::tests::csv_like;
pub use study_file::{parse_study, read_study};
pub use ward_figures::{NO_SUCH_WARD, read_population};
