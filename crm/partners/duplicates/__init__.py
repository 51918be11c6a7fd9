"""What makes two partners or two contacts alike. Pure; import and search for duplicates go by these rules alike."""
