SELECT status, ends_as FROM upgrade WHERE id = :upgrade FOR NO KEY UPDATE
