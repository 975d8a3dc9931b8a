"""Why integration is local: what documents say of policies, models, rights, courses and roles."""
