"""The counter: the only place that knows Qt."""
