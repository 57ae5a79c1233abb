insert into attributes (cluster_id, editable, generated) values (:cluster_id, :editable, :generated)
