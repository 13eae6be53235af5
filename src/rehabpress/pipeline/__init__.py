"""An order goes through all stages: content, plan, template, markup, typesetting, PDF."""
