//! Tables and layers to bytes: one file a format, and the folder that is whole or not there.

mod answers;
mod appended_columns;
mod csv_table;
mod error;
mod features;
mod geojson;
mod json;
mod layers;
mod postcode_columns;
mod postcodes_report;
mod qgis;
mod records;
mod run_report;
mod study_toml;
mod table;
pub mod tables;
mod whole_file;
mod whole_folder;
mod workbook;

pub use answers::{Answers, BoundaryAnswers, BoundaryDifference, DirectoryAnswers, DirectoryDifference};
pub use appended_columns::{FieldStyle, free_names};
pub use csv_table::{left_out_csv, table_csv};
pub use error::WriteError;
pub use features::{Feature, Geometry};
pub use geojson::{LayerHead, write_layer};
pub use json::json;
pub use layers::{LayerInputs, write_layers};
pub use postcodes_report::{PointsByPostcode, PostcodesReport};
pub use records::layer_columns;
pub use run_report::{Audience, OutputFile, PointsPlaced, RunReport, RunSettings, SegmentSettings};
pub use study_toml::{folder_of, study_toml};
pub use table::{Column, Table, Value};
pub use whole_file::WholeFile;
pub use whole_folder::WholeFolder;
pub use workbook::workbook;
