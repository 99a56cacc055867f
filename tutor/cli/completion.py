"""``tutor completion``: the script that lets a shell complete commands, courses and lessons."""

import click

PROGRAM, VARIABLE = "tutor", "_TUTOR_COMPLETE"
"""The name that is completed, and the variable by which a shell asks (click's convention)."""


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands in your shell.

    It completes courses, lessons, concepts and learners as well. Where it goes:

    \b
    bash  mkdir -p ~/.local/share/bash-completion/completions
          tutor completion bash > ~/.local/share/bash-completion/completions/tutor
    zsh   mkdir -p ~/.zfunc
          tutor completion zsh > ~/.zfunc/_tutor
          and in ~/.zshrc, before compinit: fpath+=~/.zfunc
    fish  tutor completion fish > ~/.config/fish/completions/tutor.fish

    Then open a new shell. In bash it needs the package bash-completion; without it, put this into
    ~/.bashrc: eval "$(tutor completion bash)"
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:
        print(kind(context.find_root().command, {}, PROGRAM, VARIABLE).source())
