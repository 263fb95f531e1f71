//! How near to home are children in care placed, and where are the carers that would bring them nearer?
#![forbid(unsafe_code)]

pub mod fostering;
pub mod geography;
pub mod locate;
pub mod measure;
pub mod outline;
pub mod read;
pub mod reproject;
pub mod study;
pub mod summarise;
pub mod write;
