"""A typed question becomes an answer, a did-you-mean, or an honest "not covered"."""
