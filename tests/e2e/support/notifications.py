"""The desktop's notification service, as far as a test needs it: each message is a line of JSON on its output, and a
click on the latest one comes with SIGUSR1.

    service = notification_service(desktop)
    ...
    wait_for(lambda: shown(service), 10, "a message")
    click(service)

Run as a program it is the service. `--hang`: it never answers.
"""

import json
import signal
import sys

NAME = "org.freedesktop.Notifications"
INTERFACE = f"""
<node><interface name="{NAME}">
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>
"""


def notification_service(desktop, *options):
    """Starts it; returns once it has its name on the bus."""
    service = desktop.start([sys.executable, __file__, *options])
    assert service.line() == "ready"
    return service


def shown(service):
    """The messages so far, each with `program`, `title`, `text` and `actions`."""
    return [json.loads(line) for line in service.output().splitlines()[1:]]


def click(service):
    service.send_signal(signal.SIGUSR1)


def serve(may_answer):
    from gi.repository import Gio, GLib

    loop = GLib.MainLoop()
    connections = []
    count = 0

    def on_call(_connection, _sender, _path, _interface, method, parameters, invocation):
        nonlocal count
        if not may_answer:
            return
        if method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", [["body", "body-markup", "actions"]]))
            return
        program, _replaces, _icon, title, text, actions, _hints, _expires = parameters.unpack()
        count += 1
        print(json.dumps({"program": program, "title": title, "text": text, "actions": actions}), flush=True)
        invocation.return_value(GLib.Variant("(u)", [count]))

    def on_click():
        connections[0].emit_signal(None, "/org/freedesktop/Notifications", NAME, "ActionInvoked",
                                   GLib.Variant("(us)", [count, "default"]))
        return True

    def on_bus(connection, _name):
        connections.append(connection)
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        connection.register_object("/org/freedesktop/Notifications", interface, on_call, None, None)

    Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, on_bus,
                     lambda *_: print("ready", flush=True), lambda *_: loop.quit())
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, on_click)
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, loop.quit)
    loop.run()


if __name__ == "__main__":
    serve("--hang" not in sys.argv[1:])
