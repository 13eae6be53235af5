"""The safety gate: nothing on the paper that this patient must not do. In: a plan, its conditions, the patient's flags. Out: verdicts."""
