"""Reports: feedback pages and the class report, made from stored results and readers' marks."""
