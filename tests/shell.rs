//! Completions and the manual page are made from the same definitions as the commands.

use std::process::Command;

fn printed(arguments: &[&str]) -> String {
    let binary = assert_cmd::cargo::cargo_bin("nearhome");
    let output = Command::new(binary).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands as the help lists them.
fn commands() -> Vec<String> {
    let help = printed(&["--help"]);
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let lines = list.lines().take_while(|line| !line.is_empty());
    lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn every_command_is_completed_in_every_shell() {
    let commands = commands();
    assert!(commands.iter().any(|command| command == "run"), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let completions = printed(&["completions", shell]);
        for command in &commands {
            assert!(completions.contains(command.as_str()), "{shell}: {command}");
        }
    }
}

#[test]
fn bash_takes_the_completions() {
    if Command::new("bash").arg("--version").output().is_err() {
        println!("skipped: there is no bash");
        return;
    }
    let script = format!("{}\ncomplete -p nearhome", printed(&["completions", "bash"]));
    let output = Command::new("bash").args(["-c", &script]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_manual_has_a_part_for_every_command_and_its_examples() {
    let page = printed(&["man"]);
    for command in commands().iter().filter(|command| *command != "help") {
        assert!(page.contains(&format!(".SH \"NEARHOME {}\"", command.to_uppercase())), "{command}");
    }
    assert!(
        page.contains("nearhome run study.toml \\-\\-out sufficiency\\-2026")
            || page.contains("nearhome run study.toml --out sufficiency-2026"),
        "{page}"
    );
}
