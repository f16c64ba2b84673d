package io.mainspring.firmware.files.ftp;

import io.mainspring.firmware.files.upload.Uploads;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactory;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.command.impl.ABOR;
import org.apache.ftpserver.command.impl.ACCT;
import org.apache.ftpserver.command.impl.AUTH;
import org.apache.ftpserver.command.impl.CDUP;
import org.apache.ftpserver.command.impl.CWD;
import org.apache.ftpserver.command.impl.EPRT;
import org.apache.ftpserver.command.impl.EPSV;
import org.apache.ftpserver.command.impl.FEAT;
import org.apache.ftpserver.command.impl.LIST;
import org.apache.ftpserver.command.impl.MDTM;
import org.apache.ftpserver.command.impl.MLSD;
import org.apache.ftpserver.command.impl.MODE;
import org.apache.ftpserver.command.impl.NLST;
import org.apache.ftpserver.command.impl.NOOP;
import org.apache.ftpserver.command.impl.OPTS;
import org.apache.ftpserver.command.impl.PASS;
import org.apache.ftpserver.command.impl.PASV;
import org.apache.ftpserver.command.impl.PBSZ;
import org.apache.ftpserver.command.impl.PORT;
import org.apache.ftpserver.command.impl.PROT;
import org.apache.ftpserver.command.impl.PWD;
import org.apache.ftpserver.command.impl.QUIT;
import org.apache.ftpserver.command.impl.REST;
import org.apache.ftpserver.command.impl.RETR;
import org.apache.ftpserver.command.impl.SIZE;
import org.apache.ftpserver.command.impl.STRU;
import org.apache.ftpserver.command.impl.SYST;
import org.apache.ftpserver.command.impl.TYPE;
import org.apache.ftpserver.command.impl.USER;
import org.apache.ftpserver.ftplet.DataType;

/** The commands that a transfer needs; nothing that deletes, renames, makes or administers. */
final class FtpCommands {

    private FtpCommands() {}

    static CommandFactory serving(Uploads uploads) {
        var commands = new CommandFactoryFactory();
        commands.setUseDefaultCommands(false);
        commands.addCommand("USER", new USER());
        commands.addCommand("PASS", new PASS());
        commands.addCommand("ACCT", new ACCT());
        commands.addCommand("QUIT", new QUIT());
        commands.addCommand("NOOP", new NOOP());
        commands.addCommand("SYST", new SYST());
        commands.addCommand("FEAT", new FEAT());
        commands.addCommand("OPTS", new OPTS());
        commands.addCommand("AUTH", new AUTH());
        commands.addCommand("PBSZ", new PBSZ());
        commands.addCommand("PROT", new PROT());
        commands.addCommand("PASV", new PASV());
        commands.addCommand("EPSV", new EPSV());
        commands.addCommand("PORT", new PORT());
        commands.addCommand("EPRT", new EPRT());
        commands.addCommand("TYPE", new TYPE());
        commands.addCommand("MODE", new MODE());
        commands.addCommand("STRU", new STRU());
        commands.addCommand("PWD", new PWD());
        commands.addCommand("CWD", new CWD());
        commands.addCommand("CDUP", new CDUP());
        commands.addCommand("LIST", new LIST());
        commands.addCommand("NLST", new NLST());
        commands.addCommand("MLSD", new MLSD());
        commands.addCommand("SIZE", new SIZE());
        commands.addCommand("MDTM", new MDTM());
        commands.addCommand("REST", new REST());
        commands.addCommand("ABOR", new ABOR());
        commands.addCommand("RETR", retrieve());
        commands.addCommand("STOR", new StoreCommand(uploads));
        return commands.createCommandFactory();
    }

    /** Firmware is bytes: a client that forgets TYPE I would get it with its line ends changed. */
    private static Command retrieve() {
        var retrieve = new RETR();
        return (session, context, request) -> {
            session.setDataType(DataType.BINARY);
            retrieve.execute(session, context, request);
        };
    }
}
