"""From sentences to candidate linkages."""
