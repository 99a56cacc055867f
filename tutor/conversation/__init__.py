"""One turn: the only place where course, answer, learner and dialogue meet."""
