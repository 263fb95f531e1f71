//! What a run writes, from its findings: layers, tables, the page, the workbook and the account.

use std::io;

use crate::progress::{Progress, Unit};
use crate::read::LeftOut;
use crate::study::Study;
use crate::summarise::Findings;
use crate::write::tables::{all_tables, columns_table, layer_tables};
use crate::write::{
    LayerInputs, RunReport, Table, WholeFolder, WriteError, json, layer_columns, left_out_csv, page, table_csv,
    workbook, write_layers,
};

/// Writes what the study asks for. The page and the workbook are made while the layers are written: these are the
/// longest parts of the writing.
pub(super) fn write(
    layers: &LayerInputs<'_>,
    left_out: &[LeftOut],
    mut report: RunReport,
    folder: &mut WholeFolder,
) -> Result<RunReport, WriteError> {
    let (outputs, progress, tables) = (&layers.study.outputs, &layers.study.progress, layers.tables);
    let pack = || outputs.workbook.then(|| packed(progress, tables, &report));
    let draw = || outputs.report.then(|| drawn(layers, &report));
    let (written, (packed, page)) = rayon::join(|| write_layers(layers, folder), || rayon::join(pack, draw));
    written?;
    if outputs.tables {
        let stage = progress.begin("Writing tables", Unit::Files, Some(tables.len() as u64));
        for table in tables {
            folder.write(&format!("tables/{}.csv", table.name), |out| table_csv(table, out))?;
            stage.add(1);
        }
    }
    if let Some(page) = page {
        folder.write("report.html", |out| out.write_all(page.as_bytes()))?;
    }
    if let Some(packed) = packed {
        folder.write("workbook.xlsx", |out| out.write_all(&packed?))?;
    }
    folder.write("summary.json", |out| json(&layers.findings.summary, out))?;
    folder.write("left_out.csv", |out| left_out_csv(left_out, out))?;
    report.outputs = folder.files().to_vec();
    folder.write("run_report.json", |out| json(&report, out))?;
    Ok(report)
}

fn packed(progress: &Progress, tables: &[Table], report: &RunReport) -> io::Result<Vec<u8>> {
    let _stage = progress.begin_uncounted("Packing workbook.xlsx");
    workbook(tables, report)
}

fn drawn(layers: &LayerInputs<'_>, report: &RunReport) -> String {
    let _stage = layers.study.progress.begin_uncounted("Making report.html");
    page(layers, report)
}

/// Every table, the last of them the table of columns; where no output has them all, only those of the wanted layers.
pub(super) fn tables(study: &Study, findings: &Findings, more_tables: Vec<Table>) -> Vec<Table> {
    let _stage = study.progress.begin_uncounted("Making tables");
    if !study.outputs.wants_tables() {
        return layer_tables(findings, |layer| study.outputs.wants_layer(layer));
    }
    let mut tables = all_tables(findings);
    tables.extend(more_tables);
    let columns = tables.iter().map(|table| (&*table.name, &table.columns[..]));
    let of_layers = layer_columns(study);
    let columns = columns_table(columns.chain(of_layers.iter().map(|(layer, columns)| (*layer, &columns[..]))));
    tables.push(columns);
    tables
}
