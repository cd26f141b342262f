"""Who is the same as whom: judgements replayed into what each id stands for; merge, split and undo."""
