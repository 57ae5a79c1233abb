# shellcheck shell=bash
# The tasks of the plugin in FOLDER, as the file has them: Nailgun keeps those of the formats 1 and 2 nowhere else. A plugin
# may have none; one without a folder can't be deployed.

. ../lib/frame.sh

# bytes; a result is a line, and long output loses its beginning
readonly MOST=131072

check() {
  local folder="${OCTANE_ROOT:-}/var/www/nailgun/plugins/$FOLDER" size text
  [ -d "$folder" ] || refuse "Plugin $FOLDER is enabled, but the Fuel master has no folder /var/www/nailgun/plugins/$FOLDER"
  if [ ! -e "$folder/tasks.yaml" ]; then
    result absent yes
    return 0
  fi
  answer size stat -L -c %s "$folder/tasks.yaml"
  [ "$size" -le "$MOST" ] || refuse "The tasks of plugin $FOLDER are $size bytes; more than $MOST are not read"
  answer text base64 -w 0 "$folder/tasks.yaml"
  result tasks "$text"
}
