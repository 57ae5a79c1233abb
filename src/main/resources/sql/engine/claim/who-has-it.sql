SELECT owner, fence, status FROM step WHERE id = :step
