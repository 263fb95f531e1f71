//! `nearhome man`: the manual page, of all commands.

use std::io;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::Cli;

/// Print the manual page
#[derive(Args)]
#[command(after_help = "Examples:\n  nearhome man > ~/.local/share/man/man1/nearhome.1\n  nearhome man | man -l -")]
pub struct ManPage {}

impl ManPage {
    /// The page of nearhome, then a part for each command, in the language of man pages.
    pub fn text(&self) -> Vec<u8> {
        let mut page = Vec::new();
        write_page(&mut page).expect("writing to memory cannot fail");
        page
    }
}

fn write_page(page: &mut Vec<u8>) -> io::Result<()> {
    let mut nearhome = Cli::command();
    nearhome.build();
    Man::new(nearhome.clone()).date("").render(page)?;
    for command in nearhome.get_subcommands().filter(|command| command.get_name() != "help") {
        write_command(command, page)?;
    }
    Ok(())
}

/// What a command is for, its flags and its examples, as sections of the one page.
fn write_command(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).replace("nearhome-", "nearhome ");
    page.extend_from_slice(format!(".SH \"{}\"\n", name.to_uppercase()).as_bytes());
    let man = Man::new(command.clone());
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    man.render_extra_section(page)
}
