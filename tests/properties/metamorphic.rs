//! What should change no figure changes none: the order of rows, how wards are dealt out to files, the titles of columns, the
//! encoding and the separator of a CSV, the number of threads.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::made_study::{Form, MadeStudy, made_study};
use crate::support::files_below;

/// The bytes of every table and of the summary.
fn figures(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let is_figures = |name: &String| name.starts_with("tables/") || name == "summary.json";
    let read = |name: String| (name.clone(), std::fs::read(out.join(name)).unwrap());
    files_below(out).into_iter().filter(is_figures).map(read).collect()
}

fn figures_of(study: &MadeStudy, form: &Form, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let figures = figures(&study.run(folder.path(), form, &[more, &["--quiet"]].concat()));
    assert!(figures.len() > 10, "tables and a summary");
    figures
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert!(one.keys().eq(other.keys()));
    for (name, bytes) in one {
        assert!(bytes == &other[name], "{name} is another");
    }
}

fn config() -> Config {
    Config { cases: 6, failure_persistence: None, ..Config::default() }
}

fn with_byte_order_mark(text: &str) -> Vec<u8> {
    [b"\xef\xbb\xbf", text.as_bytes()].concat()
}

fn windows_1252(text: &str) -> Vec<u8> {
    let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!is_lossy);
    bytes.into_owned()
}

fn with_dos_line_ends(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_order_of_rows_changes_no_figure(
        (study, shuffled) in made_study().prop_flat_map(|study| {
            let (wards, children, carers) = (study.wards.clone(), study.children.clone(), study.carers.clone());
            let shuffled = (Just(wards).prop_shuffle(), Just(children).prop_shuffle(), Just(carers).prop_shuffle());
            (Just(study), shuffled.prop_map(|(wards, children, carers)| MadeStudy { wards, children, carers }))
        }),
    ) {
        assert_same(&figures_of(&study, &Form::default(), &[]), &figures_of(&shuffled, &Form::default(), &[]));
    }

    #[test]
    fn how_wards_are_dealt_out_to_files_changes_no_figure(study in made_study(), ward_files in 2..5_usize) {
        let dealt_out = Form { ward_files, ..Form::default() };
        assert_same(&figures_of(&study, &Form::default(), &[]), &figures_of(&study, &dealt_out, &[]));
    }

    #[test]
    fn the_titles_of_columns_change_no_figure(study in made_study()) {
        let child_titles = ["Ref", "Start E", "Start N", "now (E)", "now (N)", "Whose", "Alone?"];
        let renamed = Form { child_titles, ..Form::default() };
        assert_same(&figures_of(&study, &Form::default(), &[]), &figures_of(&study, &renamed, &[]));
    }

    #[test]
    fn encoding_separator_and_line_ends_change_no_figure(study in made_study()) {
        let plain = figures_of(&study, &Form::default(), &[]);
        for encode in [with_byte_order_mark, windows_1252, with_dos_line_ends] {
            assert_same(&plain, &figures_of(&study, &Form { encode, separator: ";", ..Form::default() }, &[]));
        }
    }

    #[test]
    fn the_number_of_threads_changes_no_byte(study in made_study()) {
        let one = figures_of(&study, &Form::default(), &["--threads", "1"]);
        for threads in ["2", "5"] {
            assert_same(&one, &figures_of(&study, &Form::default(), &["--threads", threads]));
        }
    }
}
