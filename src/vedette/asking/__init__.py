"""What a person asks or decides, in words -> a Wanted for the store, a Judgement for it to keep. No parser is needed."""
