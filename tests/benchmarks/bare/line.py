"""The smallest prompt that prompt_toolkit can show."""

from prompt_toolkit import PromptSession

if __name__ == "__main__":
    PromptSession().prompt("You: ")
