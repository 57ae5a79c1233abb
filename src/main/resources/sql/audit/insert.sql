INSERT INTO octane.audit (at, actor, source, via, action, target, status, detail)
VALUES (:at, :actor, :source, :via, :action, :target, :status, :detail)
