UPDATE upgrade SET status = 'rolling-back', ends_as = :endsAs, finished_at = NULL, message = :message WHERE id = :upgrade
