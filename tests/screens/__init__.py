"""Every screen there is, in every state, on one invented caseload: what the rules are checked on and what the gallery shows."""
