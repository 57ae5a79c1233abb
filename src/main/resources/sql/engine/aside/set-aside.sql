UPDATE batch SET aside = true WHERE upgrade_id = :upgrade AND COALESCE(goes_with, unit) = :unit
