"""What stands between Lambdarium and a learner's Python function: the part that AWS's runtime client plays."""
