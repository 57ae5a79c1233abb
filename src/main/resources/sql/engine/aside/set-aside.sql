UPDATE batch SET aside = true WHERE upgrade_id = :upgrade AND unit = :unit
