SELECT status FROM upgrade WHERE id = :upgrade FOR NO KEY UPDATE
