//! Tests of which file takes which place, and what is asked.

use super::*;
use crate::read::recognise::recognise;

fn file(folder: &std::path::Path, name: &str, text: &str) -> Recognised {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    recognise(&path)
}

fn names(files: &[Recognised]) -> Vec<String> {
    files.iter().map(Recognised::name).collect()
}

#[test]
fn of_two_the_newer_then_the_fuller_is_taken_and_the_other_named() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        file(folder.path(), "a.csv", "home_post,pl_post\n"),
        file(folder.path(), "b.csv", "home_post,pl_post,age\n"),
        file(folder.path(), "l19.csv", "WD19CD,LAD19CD,RGN19CD\n"),
        file(folder.path(), "l25.csv", "WD25CD,LAD25CD\n"),
    ];
    let proposal = propose(&files, &InitAsked::default());
    assert_eq!(
        (names(&proposal.children.taken), names(&proposal.children.others)),
        (vec!["b.csv".into()], vec!["a.csv".into()])
    );
    assert_eq!(
        (names(&proposal.lookup.taken), names(&proposal.lookup.others)),
        (vec!["l25.csv".into()], vec!["l19.csv".into()])
    );
}

#[test]
fn the_return_comes_before_a_table_of_children_and_needs_authority_day_and_directory() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        file(folder.path(), "children.csv", "home_post,pl_post\n"),
        file(folder.path(), "episodes.csv", "CHILD,DECOM,DEC,LS,PLACE,HOME_POST,PL_POST\n1,01/05/2024,,C2,U4,,\n"),
        file(folder.path(), "header.csv", "CHILD,SEX,DOB,ETHNIC\n"),
    ];
    let proposal = propose(&files, &InitAsked::default());
    assert_eq!(names(&proposal.ssda903.taken), ["episodes.csv", "header.csv"]);
    assert_eq!(names(&proposal.children.others), ["children.csv"]);
    assert!(matches!(&proposal.snapshot, Told::Known { value, .. } if value.to_string() == "2024-03-31"));
    let asked = proposal.to_fill_in().join("\n");
    for what in ["[boundaries] wards", "[postcodes] file", "authority: whose return is it?"] {
        assert!(asked.contains(what), "{what}: {asked}");
    }
    let header_alone = propose(&files[2..], &InitAsked::default());
    assert!(header_alone.ssda903.taken.is_empty(), "a header without episodes is no return");
}

#[test]
fn what_is_asked_for_on_the_command_line_is_known() {
    let asked = InitAsked { authority: "E08000025".parse().ok(), snapshot: Date::iso("2026-03-31") };
    let proposal = propose(&[], &asked);
    assert!(matches!(proposal.authority, Told::Known { .. }) && matches!(proposal.snapshot, Told::Known { .. }));
    assert_eq!(proposal.to_fill_in().len(), 2);
}
