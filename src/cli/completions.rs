//! `nearhome completions`: what a shell needs to complete commands and flags.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Cli;

/// Print the completions of a shell
#[derive(Args)]
#[command(after_help = "Examples:\n  \
nearhome completions bash > ~/.local/share/bash-completion/completions/nearhome\n  \
nearhome completions zsh > ~/.zfunc/_nearhome\n  \
nearhome completions powershell >> $PROFILE")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// The completions as bytes.
    pub fn text(&self) -> Vec<u8> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "nearhome", &mut text);
        text
    }
}
