//! Tables and layers to bytes: one file a format, and the folder that is whole or not there.

mod csv_table;
mod error;
mod features;
mod geojson;
mod json;
mod layers;
mod records;
mod run_report;
mod table;
pub mod tables;
mod whole_folder;

pub use csv_table::{left_out_csv, table_csv};
pub use error::WriteError;
pub use features::{Feature, Geometry};
pub use geojson::{LayerHead, write_layer};
pub use json::json;
pub use layers::{LayerInputs, write_layers};
pub use records::layer_columns;
pub use run_report::{Audience, OutputFile, PointsPlaced, RunReport, RunSettings};
pub use table::{Column, Table, Value};
pub use whole_folder::WholeFolder;
