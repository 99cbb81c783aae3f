"""What an operator learns of a running newsroom: the log, figures, reports to Sentry."""
