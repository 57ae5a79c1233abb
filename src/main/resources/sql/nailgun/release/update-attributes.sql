update attributes set editable = :editable, generated = :generated where cluster_id = :cluster_id
