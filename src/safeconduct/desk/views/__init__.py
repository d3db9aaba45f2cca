"""One module a sort of page. Views ask `casework` and render; they decide nothing."""
